package io.headjack.internal.configuration;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.DurableFiles;
import io.headjack.internal.os.Environment;
import io.headjack.spi.HeadjackConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Sets keys in the configuration file. */
public final class Settings {
    private final HeadjackConfiguration asked;
    private final Environment environment;

    public Settings(HeadjackConfiguration asked, Environment environment) {
        this.asked = asked;
        this.environment = environment;
    }

    /**
     * Sets one key and leaves the rest of the file as it is.
     *
     * @param check looks at the whole before it is written
     */
    public void set(String key, String value, Consumer<Configured> check) {
        List<String> names = names(key);
        Path path = Configured.file(asked, environment);
        ConfigurationFile before = ConfigurationFile.read(path, false);
        ConfigurationFile after = new ConfigurationEdit(before, names).set(value);
        check.accept(Configured.of(asked, environment, after));
        try {
            Path target = Files.exists(path) ? path.toRealPath() : path;
            Path directory = DurableFiles.directory(DurableFiles.parent(target));
            Path temporary = Files.createTempFile(directory, ".config", ".yaml");
            DurableFiles.replace(target, temporary, after.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OperationFailedException("the configuration file " + path + " cannot be written: " + e, e);
        }
    }

    /** Returns the names that make up a key, or one below a key that has names of its own. */
    static List<String> names(String key) {
        Optional<Key> known = Key.find(key);
        int dot = key.lastIndexOf('.');
        boolean below = dot > 0
                && dot < key.length() - 1
                && Key.find(key.substring(0, dot))
                        .filter(each -> each.form() == Key.Form.MAP)
                        .isPresent();
        if (known.isEmpty() && !below) {
            throw unknown(key);
        }
        return List.of(key.split("\\."));
    }

    private static InvalidRequestException unknown(String key) {
        Stream<String> known =
                Arrays.stream(Key.values()).map(each -> each.path().replace("*", "<agent>"));
        return new InvalidRequestException("invalid configuration key \"" + key + "\"; known are " + known.toList());
    }
}
