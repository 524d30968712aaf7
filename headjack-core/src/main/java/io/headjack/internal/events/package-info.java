/** Events on their way to subscribers: queues that coalesce, and back-pressure. */
@NullMarked
package io.headjack.internal.events;

import org.jspecify.annotations.NullMarked;
