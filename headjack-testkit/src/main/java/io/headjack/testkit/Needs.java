package io.headjack.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test of the contract that needs a feature. Where the runtime has it, the test runs. Where it has not, the same
 * steps must end in a refusal, so a test begins with a use that works.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Needs {
    ContractFeature value();

    /** Whether a runtime without the feature has anything to refuse; if not, the test does not apply to it. */
    boolean refused() default true;
}
