package io.headjack.internal.git;

import io.headjack.FileChange;
import io.headjack.FileChange.Kind;
import io.headjack.WorktreeStatus;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.text.Printable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads what {@code git status --porcelain=v2 --branch -z} prints. */
final class StatusParser {
    private static final int PATH_OF_CHANGE = 8;
    private static final int PATH_OF_RENAME = 9;
    private static final int PATH_OF_CONFLICT = 10;

    private StatusParser() {}

    static WorktreeStatus parse(List<String> records) {
        String branch = "HEAD";
        String head = "";
        List<FileChange> changes = new ArrayList<>();
        for (Iterator<String> each = records.iterator(); each.hasNext(); ) {
            String record = each.next();
            if (record.startsWith("# branch.oid ")) {
                head = record.substring("# branch.oid ".length());
            } else if (record.startsWith("# branch.head ")) {
                String name = record.substring("# branch.head ".length());
                branch = name.equals("(detached)") ? "HEAD" : name;
            } else if (record.startsWith("1 ")) {
                changes.add(new FileChange(kind(record.substring(2, 4)), path(record, PATH_OF_CHANGE)));
            } else if (record.startsWith("2 ")) {
                changes.add(new FileChange(Kind.RENAMED, path(record, PATH_OF_RENAME)));
                // The old path is a record of its own.
                if (each.hasNext()) {
                    each.next();
                }
            } else if (record.startsWith("u ")) {
                changes.add(new FileChange(Kind.CONFLICTED, path(record, PATH_OF_CONFLICT)));
            } else if (record.startsWith("? ")) {
                changes.add(new FileChange(Kind.UNTRACKED, record.substring(2)));
            }
        }
        return new WorktreeStatus(branch, head, changes);
    }

    private static Kind kind(String states) {
        if (states.indexOf('D') >= 0) {
            return Kind.DELETED;
        }
        return states.indexOf('A') >= 0 ? Kind.ADDED : Kind.MODIFIED;
    }

    private static String path(String record, int field) {
        int start = 0;
        for (int i = 0; i < field; i++) {
            start = record.indexOf(' ', start) + 1;
            if (start == 0) {
                throw new OperationFailedException(
                        "the instance's git printed a status that cannot be read: \"" + Printable.name(record) + "\"");
            }
        }
        return record.substring(start);
    }
}
