/** What tests of programs and providers need: contracts, fakes, a scripted agent, a manual clock. */
@NullMarked
package io.headjack.testkit;

import org.jspecify.annotations.NullMarked;
