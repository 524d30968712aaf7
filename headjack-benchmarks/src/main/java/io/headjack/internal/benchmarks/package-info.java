/** Whole operations against the plain commands that they replace. Nothing else depends on this package. */
@NullMarked
package io.headjack.internal.benchmarks;

import org.jspecify.annotations.NullMarked;
