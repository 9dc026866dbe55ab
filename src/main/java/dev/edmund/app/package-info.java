/**
 * The command line and the environment enter; a running service, a report or a filled database
 * leaves. Here alone are the parts put together, and here alone does the process end. Rejected is
 * what the person at the keyboard can set right, in one line.
 */
@NullMarked
package dev.edmund.app;

import org.jspecify.annotations.NullMarked;
