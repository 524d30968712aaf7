/** What agents are let in by: where it is found, how it is checked. */
@NullMarked
package io.headjack.internal.credential;

import org.jspecify.annotations.NullMarked;
