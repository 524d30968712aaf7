/** Words that came from elsewhere, made fit for a person's eyes and terminal. */
@NullMarked
package io.headjack.internal.text;

import org.jspecify.annotations.NullMarked;
