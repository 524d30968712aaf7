package io.headjack.internal.local;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Volumes as directories of the host; the labels lie beside each. */
final class LocalVolumes {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,127}");
    private static final String LABELS = ".labels";

    private final Path root;

    LocalVolumes(Path root) {
        this.root = root;
    }

    void create(String name, Map<String, String> labels) {
        Path directory = directory(name);
        if (exists(name)) {
            return;
        }
        try {
            PropertiesFile.makeDirectories(root);
            Properties properties = new Properties();
            properties.putAll(labels);
            PropertiesFile.write(labels(name), properties);
            PropertiesFile.makeDirectories(directory);
        } catch (IOException e) {
            throw failed("make volume " + name, e);
        }
    }

    boolean exists(String name) {
        return Files.isDirectory(directory(name));
    }

    void remove(String name) {
        try {
            PropertiesFile.deleteTree(directory(name));
            Files.deleteIfExists(labels(name));
        } catch (IOException e) {
            throw failed("remove volume " + name, e);
        }
    }

    List<String> list(Map<String, String> labels) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(each -> each.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .filter(name -> labelsOf(name).entrySet().containsAll(labels.entrySet()))
                    .toList();
        } catch (IOException e) {
            throw failed("list the volumes in " + root, e);
        }
    }

    private Properties labelsOf(String name) {
        try {
            return PropertiesFile.read(labels(name));
        } catch (NoSuchFileException unlabelled) {
            return new Properties();
        } catch (IOException e) {
            throw failed("read the labels of volume " + name, e);
        }
    }

    private Path labels(String name) {
        return root.resolve(name + LABELS);
    }

    private Path directory(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequestException("a local volume's name must match " + NAME + ", was \"" + name + "\"");
        }
        return root.resolve(name);
    }

    private static OperationFailedException failed(String what, IOException cause) {
        return new OperationFailedException("cannot " + what + ": " + cause.getMessage(), cause);
    }
}
