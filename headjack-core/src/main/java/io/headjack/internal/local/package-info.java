/**
 * The runtime without isolation: a container is a record, and its programs are programs of the host that carry the
 * container's id in their environment.
 */
@NullMarked
package io.headjack.internal.local;

import org.jspecify.annotations.NullMarked;
