/** Git on the host: worktrees, private git directories, and what comes back out of an instance. */
@NullMarked
package io.headjack.internal.git;

import org.jspecify.annotations.NullMarked;
