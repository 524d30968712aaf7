/** What is written to a person's terminal, and how to keep it harmless. And how to make readable text of it. Pure: bytes in, bytes or lines out. */
@NullMarked
package io.headjack.internal.screen;

import org.jspecify.annotations.NullMarked;
