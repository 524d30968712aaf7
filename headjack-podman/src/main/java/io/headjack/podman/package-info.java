/** Podman as a runtime of instances. */
@NullMarked
package io.headjack.podman;

import org.jspecify.annotations.NullMarked;
