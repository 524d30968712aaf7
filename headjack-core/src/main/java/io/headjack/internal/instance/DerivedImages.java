package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.json.Documents;
import io.headjack.spi.ContainerRuntime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Images to which git or tmux was added, because those that were asked for lack them. Each is built once for the content of
 * its image, and has the same user. Thread-safe.
 */
final class DerivedImages {
    static final String NAME = "headjack-derived:";

    private static final String SCRIPT = "add-tools.sh";
    private static final int LONGEST_SLUG = 60;
    private static final int HASH_BYTES = 8;

    /** What can stand in a Dockerfile without meaning anything else there. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:@/-]+");

    private final ImageBuilds builds;

    DerivedImages(ImageBuilds builds) {
        this.builds = builds;
    }

    /** Finds the one that was built for this image before. */
    Optional<Images.Resolved> find(ContainerRuntime runtime, Images.Resolved image) {
        String tag = tag(image);
        return runtime.findImage(tag).map(found -> new Images.Resolved(tag, found));
    }

    /** Builds one, unless another caller has done so by now. */
    Images.Resolved build(InstanceId id, ContainerRuntime runtime, Images.Resolved image, List<String> missing) {
        String tag = tag(image);
        String dockerfile = dockerfile(image, missing);
        try (ImageLock lock = builds.lock(runtime, tag)) {
            return find(runtime, image)
                    .orElseGet(() ->
                            new Images.Resolved(tag, builds.build(id.value(), runtime, tag, "derived", dockerfile)));
        } catch (OperationFailedException e) {
            throw new OperationFailedException(
                    "the image " + image.reference() + " holds no " + String.join(" and no ", missing)
                            + ", and adding that failed: " + e.getMessage()
                            + "\nAdd it in a Dockerfile of your own, or choose another image",
                    e);
        }
    }

    /** The same for the same content; the name that was asked for is in it for people. */
    private static String tag(Images.Resolved image) {
        String slug = image.reference().replaceAll("[^A-Za-z0-9_.]+", "-").replaceAll("^[-.]+", "");
        String content = image.info().id() + "\0" + Scripts.load(SCRIPT);
        return NAME + slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)) + "-"
                + HexFormat.of().formatHex(InstanceNames.sha256(content), 0, HASH_BYTES);
    }

    private static String dockerfile(Images.Resolved image, List<String> missing) {
        StringBuilder run = new StringBuilder("RUN [\"sh\", \"-c\", ")
                .append(Documents.quoted(Scripts.load(SCRIPT)))
                .append(", ")
                .append(Documents.quoted(SCRIPT));
        missing.forEach(each -> run.append(", ").append(Documents.quoted(each)));
        String user = image.info().user();
        return "FROM " + plain(image, image.info().id()) + "\nUSER 0\n" + run + "]\n"
                + (user.isEmpty() ? "" : "USER " + plain(image, user) + "\n");
    }

    private static String plain(Images.Resolved image, String word) {
        if (!PLAIN.matcher(word).matches()) {
            throw new UnsupportedException("the image " + image.reference() + " lacks what instances need, and \""
                    + word + "\" in it keeps Headjack from adding that; choose another image");
        }
        return word;
    }
}
