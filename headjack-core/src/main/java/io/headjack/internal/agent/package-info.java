/** What Headjack does with text of agents: their files, which it merges, and what they print, which it reads. */
@NullMarked
package io.headjack.internal.agent;

import org.jspecify.annotations.NullMarked;
