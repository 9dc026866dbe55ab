@NullMarked
package dev.edmund.conventions.dataverse.query;

import org.jspecify.annotations.NullMarked;
