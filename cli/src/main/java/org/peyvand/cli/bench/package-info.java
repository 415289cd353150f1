/**
 * Measures this machine: homes that last as long as a measurement, filled with random entries, and
 * two processes over loopback TCP where two are meant; and, only in memory, who is in.
 *
 * <p>Door: {@link org.peyvand.cli.bench.Benchmark}.
 */
package org.peyvand.cli.bench;
