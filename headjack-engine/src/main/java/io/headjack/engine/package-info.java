/** A client of the Docker-compatible Engine API, shared by the runtimes that speak it. */
@NullMarked
package io.headjack.engine;

import org.jspecify.annotations.NullMarked;
