package io.headjack.examples.hjk;

import io.headjack.AgentReadiness;
import io.headjack.Delivery;
import io.headjack.DiskUse;
import io.headjack.Headjack;
import io.headjack.HeadjackListener;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.InstanceState;
import io.headjack.Progress;
import io.headjack.Session;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A Headjack of canned answers: each call on it, or on what it returns, is written down and answered with what was set
 * for it, or else with another such fake or the snapshot of the tests.
 */
final class FakeHeadjack {
    final List<String> calls = new ArrayList<>();
    private HeadjackListener listening = new HeadjackListener() {};
    private final Map<String, Function<Object[], Object>> answers = new HashMap<>();

    /** Sets the answer to a method, named as {@code Type.method}; an exception is thrown. */
    FakeHeadjack answer(String method, Object answer) {
        return answerBy(method, arguments -> answer);
    }

    FakeHeadjack answerBy(String method, Function<Object[], Object> answer) {
        answers.put(method, answer);
        return this;
    }

    Headjack opened(HeadjackListener listener) {
        listening = listener;
        return fake(Headjack.class);
    }

    /** Lets the Headjack that is open report progress. */
    void progress(Progress progress) {
        listening.progress(progress);
    }

    <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> called(type, method, arguments == null ? new Object[0] : arguments)));
    }

    private Object called(Class<?> type, Method method, Object[] arguments) throws Throwable {
        String name = type.getSimpleName() + "." + method.getName();
        calls.add(name + Arrays.stream(arguments).map(FakeHeadjack::words).collect(Collectors.joining(", ", "(", ")")));
        if (!answers.containsKey(name)) {
            return method.getReturnType() == void.class ? null : byType(method);
        }
        Object answer = answers.get(name).apply(arguments);
        if (answer instanceof Throwable thrown) {
            throw thrown;
        }
        return answer;
    }

    private static String words(Object argument) {
        return argument instanceof Object[] many ? Arrays.toString(many) : String.valueOf(argument);
    }

    private Object byType(Method method) {
        return switch (method.getReturnType().getSimpleName()) {
            case "Optional" ->
                Optional.of(
                        method.getGenericReturnType().getTypeName().contains("Session")
                                ? fake(Session.class)
                                : fake(Instance.class));
            case "List" -> List.of();
            case "Delivery" -> Delivery.ECHOED;
            case "InstanceId" -> Snapshots.INSTANCE;
            case "InstanceInfo" -> instance();
            case "Posture" -> Snapshots.posture();
            case "AgentInfo" -> Snapshots.agent("codex", AgentReadiness.READY, true);
            case "DiskUse" -> new DiskUse(4096, 512, 64);
            case "SessionInfo" -> Snapshots.running("swift-otter");
            default -> fake(method.getReturnType());
        };
    }

    private static InstanceInfo instance() {
        return Snapshots.instance("feat/auth", InstanceState.RUNNING, 0);
    }
}
