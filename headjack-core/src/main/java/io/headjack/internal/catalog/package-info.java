/** The catalog's file: records, reading, and updates under a lock. */
@NullMarked
package io.headjack.internal.catalog;

import org.jspecify.annotations.NullMarked;
