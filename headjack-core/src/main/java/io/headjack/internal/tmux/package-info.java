/** Terminals kept by tmux, spoken to in its control mode over one kept connection per instance. */
@NullMarked
package io.headjack.internal.tmux;

import org.jspecify.annotations.NullMarked;
