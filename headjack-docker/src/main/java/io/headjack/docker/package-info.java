/** Docker as a runtime of instances. */
@NullMarked
package io.headjack.docker;

import org.jspecify.annotations.NullMarked;
