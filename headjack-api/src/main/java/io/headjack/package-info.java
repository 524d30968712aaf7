/**
 * Isolated workspaces for coding agents: a branch becomes an {@link io.headjack.Instance instance}, which is a git
 * worktree in a container with {@link io.headjack.Session sessions} that outlive every process of the host.
 *
 * <p>Everything starts at {@link io.headjack.Headjack#open()}. Calls block, take a {@link java.time.Duration} where they
 * wait, may be made from any thread, and throw subclasses of {@link io.headjack.error.HeadjackException} only. Handles
 * hold an identity and ask the world each time; the records they return are immutable snapshots.
 */
@NullMarked
package io.headjack;

import org.jspecify.annotations.NullMarked;
