package io.headjack.internal.provider;

import io.headjack.error.InvalidRequestException;
import io.headjack.internal.json.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file.
 *
 * @param baseImage {@code default.base_image}: the image of instances that name none
 * @param runtime {@code runtime.name}: the runtime of new instances
 */
public record Configuration(Optional<String> baseImage, Optional<String> runtime) {
    private static final Map<String, Set<String>> KNOWN =
            Map.of("default", Set.of("base_image"), "runtime", Set.of("name"));

    /**
     * Reads the file.
     *
     * @param explicit the file that was asked for, which must exist, or null
     * @param standard the file to read otherwise, which may be missing
     */
    public static Configuration read(@Nullable Path explicit, Path standard) {
        Path file = explicit != null ? explicit : standard;
        Map<String, Object> document;
        try {
            document = Documents.readYaml(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            if (explicit != null) {
                throw new InvalidRequestException("the configuration file " + file + " does not exist", e);
            }
            return new Configuration(Optional.empty(), Optional.empty());
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "the configuration file " + file + " cannot be read: " + e.getMessage() + "; correct it", e);
        }
        check(file, document);
        return new Configuration(value(document, "default", "base_image"), value(document, "runtime", "name"));
    }

    private static void check(Path file, Map<String, Object> document) {
        document.forEach((section, content) -> {
            Set<String> keys = KNOWN.get(section);
            if (keys == null) {
                throw unknown(file, section, KNOWN.keySet());
            }
            if (!(content instanceof Map<?, ?> entries)) {
                throw new InvalidRequestException("the configuration file " + file + " has no keys under \"" + section
                        + "\"; known there are " + new TreeSet<>(keys));
            }
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                String key = String.valueOf(entry.getKey());
                if (!keys.contains(key)) {
                    throw unknown(file, section + "." + key, keys);
                }
                if (!(entry.getValue() instanceof String)) {
                    throw new InvalidRequestException("the configuration file " + file + " must have text for \""
                            + section + "." + key + "\", was " + entry.getValue());
                }
            }
        });
    }

    private static InvalidRequestException unknown(Path file, String key, Set<String> known) {
        return new InvalidRequestException("the configuration file " + file + " has the unknown key \"" + key
                + "\"; known there are " + new TreeSet<>(known));
    }

    private static Optional<String> value(Map<String, Object> document, String section, String key) {
        return document.get(section) instanceof Map<?, ?> entries && entries.get(key) instanceof String value
                ? Optional.of(value)
                : Optional.empty();
    }
}
