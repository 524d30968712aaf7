/** What is written to a person's terminal, and how to keep it harmless. Pure: bytes in, bytes out. */
@NullMarked
package io.headjack.internal.screen;

import org.jspecify.annotations.NullMarked;
