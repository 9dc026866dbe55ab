/**
 * The floor: what the fastest hand-written server known to us needs for the requests of the
 * benchmark, on the same database, driver and web server. It shares no code with Edmund's reading
 * and writing. Any request that is not in {@link dev.edmund.bench.floor.Targets} is answered with
 * {@code 404}.
 */
@NullMarked
package dev.edmund.bench.floor;

import org.jspecify.annotations.NullMarked;
