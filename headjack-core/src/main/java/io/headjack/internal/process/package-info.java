/** The one place that starts programs on the host: those that run to their end, and those that are talked to. */
@NullMarked
package io.headjack.internal.process;

import org.jspecify.annotations.NullMarked;
