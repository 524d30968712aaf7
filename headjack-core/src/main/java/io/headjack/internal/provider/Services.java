package io.headjack.internal.provider;

import io.headjack.spi.SpiVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Loads providers. One that is broken, of another SPI version or without a valid id is left out and reported; of two with
 * one id neither is used, as there is no telling which was meant. None of them can break the others.
 */
final class Services {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private static final String BUILT_IN = "io.headjack.internal.";

    private final @Nullable ClassLoader only;
    private final List<ClassLoader> loaders;
    private final Consumer<String> warnings;

    /**
     * Looks in one class loader, which with what is built in is all there is, or by default in Headjack's own and the
     * thread's.
     *
     * @param only the class loader to look in, or null for the default
     * @param warnings takes what was left out and why
     */
    Services(@Nullable ClassLoader only, Consumer<String> warnings) {
        this.only = only;
        Set<ClassLoader> all = new LinkedHashSet<>();
        all.add(Services.class.getClassLoader());
        ClassLoader other = only != null ? only : Thread.currentThread().getContextClassLoader();
        if (other != null) {
            all.add(other);
        }
        this.loaders = List.copyOf(all);
        this.warnings = warnings;
    }

    /** When another class loader was asked for, of Headjack's own only what is built in counts. */
    private boolean counts(ClassLoader loader, Class<?> provider) {
        return only == null || loader == only || provider.getName().startsWith(BUILT_IN);
    }

    <P> Map<String, P> load(Class<P> type, Function<P, String> id, ToIntFunction<P> version) {
        Map<String, P> found = new LinkedHashMap<>();
        Set<String> ambiguous = new LinkedHashSet<>();
        for (P provider : instantiate(type)) {
            String name = provider.getClass().getName();
            try {
                String key = id.apply(provider);
                int built = version.applyAsInt(provider);
                if (!ID.matcher(key).matches()) {
                    warnings.accept("provider " + name + " was left out: its id \"" + key + "\" does not match " + ID);
                } else if (built != SpiVersion.CURRENT) {
                    warnings.accept("provider " + name + " was left out: it was built for SPI version " + built
                            + ", this Headjack offers " + SpiVersion.CURRENT + "; use a matching version of it");
                } else if (ambiguous.contains(key) || found.containsKey(key)) {
                    P other = found.remove(key);
                    ambiguous.add(key);
                    warnings.accept("providers with the id \"" + key + "\" were left out, as there are several: " + name
                            + (other == null ? "" : " and " + other.getClass().getName())
                            + "; keep one of them on the class path");
                } else {
                    found.put(key, provider);
                }
            } catch (RuntimeException | LinkageError e) {
                warnings.accept("provider " + name + " was left out: it failed with " + e);
            }
        }
        return found;
    }

    private <P> List<P> instantiate(Class<P> type) {
        List<P> providers = new ArrayList<>();
        Set<Class<?>> seen = new LinkedHashSet<>();
        for (ClassLoader loader : loaders) {
            List<ServiceLoader.Provider<P>> declared = new ArrayList<>();
            var stream = ServiceLoader.load(type, loader).stream().iterator();
            while (true) {
                try {
                    if (!stream.hasNext()) {
                        break;
                    }
                    declared.add(stream.next());
                } catch (ServiceConfigurationError | LinkageError e) {
                    warnings.accept("a provider of " + type.getSimpleName() + " was left out: " + e.getMessage());
                }
            }
            for (ServiceLoader.Provider<P> each : declared) {
                try {
                    if (counts(loader, each.type()) && seen.add(each.type())) {
                        providers.add(each.get());
                    }
                } catch (ServiceConfigurationError | LinkageError e) {
                    warnings.accept("provider " + each.type().getName() + " was left out: " + e.getMessage());
                }
            }
        }
        return providers;
    }
}
