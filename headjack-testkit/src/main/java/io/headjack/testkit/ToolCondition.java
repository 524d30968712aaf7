package io.headjack.testkit;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides what {@link RequiresTool} says. */
final class ToolCondition implements ExecutionCondition {
    private final Map<String, String> environment;

    /** For JUnit, which makes extensions itself. */
    ToolCondition() {
        this(System.getenv());
    }

    ToolCondition(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return findAnnotation(context.getElement(), RequiresTool.class)
                .map(required -> evaluate(required.value()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("no tool is needed"));
    }

    ConditionEvaluationResult evaluate(String... tools) {
        ToolFinder finder = new ToolFinder(environment);
        List<String> missing = Stream.of(tools)
                .flatMap(tool -> finder.whyMissing(tool).stream())
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("found " + String.join(", ", tools));
        }
        String reason = String.join("; ", missing);
        if ("1".equals(environment.get("HEADJACK_IT_REQUIRED"))) {
            throw new IllegalStateException(reason + "; HEADJACK_IT_REQUIRED=1 says that it must be there");
        }
        return ConditionEvaluationResult.disabled(reason);
    }
}
