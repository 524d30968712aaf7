/** Compares the catalog with the world, and repairs: one class for each group of checks, with the repairs beside them. */
@NullMarked
package io.headjack.internal.doctor;

import org.jspecify.annotations.NullMarked;
