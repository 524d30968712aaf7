/** The one place that starts programs on the host. */
@NullMarked
package io.headjack.internal.process;

import org.jspecify.annotations.NullMarked;
