/**
 * The {@code hjk} command line: one class for each verb, over the public API alone. {@link io.headjack.examples.hjk.Hjk}
 * puts them together.
 */
@NullMarked
package io.headjack.examples.hjk;

import org.jspecify.annotations.NullMarked;
