package io.headjack.internal.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.internal.os.DurableFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.Set;

/** Small records on disk that only the host user may read, replaced as a whole. */
final class PropertiesFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private PropertiesFile() {}

    static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    static void write(Path file, Properties properties) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(content, UTF_8)) {
            properties.store(writer, null);
        }
        Path temporary = Files.createTempFile(
                DurableFiles.parent(file), String.valueOf(file.getFileName()), ".tmp", OWNER_ONLY_FILE);
        DurableFiles.replace(file, temporary, content.toByteArray());
    }

    static void makeDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, OWNER_ONLY);
    }

    static Path makeTemporaryDirectory(Path parent) throws IOException {
        return Files.createTempDirectory(parent, ".new", OWNER_ONLY);
    }
}
