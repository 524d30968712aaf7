/** What an instance is made of, and the operations that make, start, stop and remove it. */
@NullMarked
package io.headjack.internal.instance;

import org.jspecify.annotations.NullMarked;
