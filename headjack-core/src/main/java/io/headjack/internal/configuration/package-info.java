/** What is configured: by the caller, the environment and the configuration file, in this order. */
@NullMarked
package io.headjack.internal.configuration;

import org.jspecify.annotations.NullMarked;
