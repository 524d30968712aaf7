package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.os.DurableFiles;
import io.headjack.internal.os.HostileFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files on the host of sessions that are not on record any more: logs, how they ended, locks. */
public final class SessionRemains {
    private static final Pattern LOGS =
            Pattern.compile("([a-z0-9]{10})\\.(?:log(?:\\.[0-9]{15})?|status|(?:[0-9]+\\.)?exit(?:\\.log|\\.tmp)?)");
    private static final Pattern LOCKS = Pattern.compile("typing-([a-z0-9]{10})\\.lock");

    private SessionRemains() {}

    /** Deletes those of one instance; what is no file of a session is left. */
    public static void delete(Parts parts, InstanceId instance) {
        DataDirectory data = parts.data();
        try {
            Map<Path, String> files = new LinkedHashMap<>(named(LOGS, data.logsOf(instance)));
            files.putAll(named(LOCKS, data.privateOf(instance)));
            // Read after the files were listed: who starts a session is on record before there is any file of it.
            Optional<InstanceRecord> record = parts.catalog().read().find(instance);
            if (record.isPresent()) {
                delete(record.get(), files);
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "the session is removed, but not all of its files: " + e
                            + "; delete them, or remove another session or the instance when that is possible again",
                    e);
        }
    }

    private static void delete(InstanceRecord instance, Map<Path, String> files) throws IOException {
        Set<String> known =
                instance.sessions().stream().map(each -> each.id().value()).collect(Collectors.toSet());
        for (Map.Entry<Path, String> file : files.entrySet()) {
            if (!known.contains(file.getValue())) {
                DurableFiles.delete(file.getKey());
            }
        }
    }

    /** Finds files of sessions, each with the id that is in its name. */
    private static Map<Path, String> named(Pattern pattern, Path directory) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        for (String each : HostileFiles.names(directory)) {
            Matcher name = pattern.matcher(each);
            if (name.matches()) {
                files.put(directory.resolve(each), name.group(1));
            }
        }
        return files;
    }
}
