/**
 * For implementers: container runtimes, multiplexers and agents that Headjack finds through {@link
 * java.util.ServiceLoader}. Programs that only use Headjack need nothing of this package.
 */
@NullMarked
package io.headjack.spi;

import org.jspecify.annotations.NullMarked;
