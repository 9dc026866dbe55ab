@NullMarked
package dev.edmund.conventions.dataverse.fetch;

import org.jspecify.annotations.NullMarked;
