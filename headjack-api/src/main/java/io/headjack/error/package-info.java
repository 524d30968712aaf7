/**
 * What can go wrong, split by what the caller does next. Each message says what failed, on what, and what to do about it.
 */
@NullMarked
package io.headjack.error;

import org.jspecify.annotations.NullMarked;
