/** Handles and requests behind the API, and the wiring of everything. */
@NullMarked
package io.headjack.internal.core;

import org.jspecify.annotations.NullMarked;
