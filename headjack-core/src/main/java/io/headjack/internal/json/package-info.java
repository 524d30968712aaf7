/** The one place that knows a JSON or YAML library. */
@NullMarked
package io.headjack.internal.json;

import org.jspecify.annotations.NullMarked;
