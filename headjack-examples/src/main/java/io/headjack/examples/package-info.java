/** Programs that embed Headjack. */
@NullMarked
package io.headjack.examples;

import org.jspecify.annotations.NullMarked;
