package io.headjack.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test only where real tools are. A missing tool skips the test and is named as the reason; where {@code
 * HEADJACK_IT_REQUIRED=1} is set, the test fails instead.
 *
 * <p>A tool is a program on the {@code PATH}, except {@code docker}: that is an engine which answers on the unix socket
 * of {@code DOCKER_HOST}, or on {@code /var/run/docker.sock}.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ToolCondition.class)
public @interface RequiresTool {
    /**
     * Returns the tools that must be there, all of them.
     *
     * @return such as {@code git}, {@code tmux}, {@code docker}
     */
    String[] value();
}
