/** Finds runtimes, multiplexers and agents, and chooses among them. */
@NullMarked
package io.headjack.internal.provider;

import org.jspecify.annotations.NullMarked;
