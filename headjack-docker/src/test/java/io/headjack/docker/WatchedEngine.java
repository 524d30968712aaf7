package io.headjack.docker;

import io.headjack.spi.ContainerRuntime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A runtime of which a test hears each call before it is made, so that something else can come first. */
public final class WatchedEngine {
    private WatchedEngine() {}

    /** What comes before a call. */
    @FunctionalInterface
    public interface Before {
        void call(String method, Object... arguments) throws Exception;
    }

    public static ContainerRuntime of(ContainerRuntime engine, Before before) {
        return (ContainerRuntime) Proxy.newProxyInstance(
                ContainerRuntime.class.getClassLoader(),
                new Class<?>[] {ContainerRuntime.class},
                (proxy, method, arguments) -> {
                    before.call(method.getName(), arguments == null ? new Object[0] : arguments);
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
