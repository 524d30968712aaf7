package io.headjack.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs containers. Thread-safe. Every call blocks until the engine has answered, within a deadline of the runtime's own.
 *
 * <p>Every method throws {@link io.headjack.error.RuntimeUnavailableException} when the engine cannot be reached, {@link
 * io.headjack.error.OperationFailedException} with the engine's own words when it refuses, {@link
 * io.headjack.error.HeadjackInterruptedException} when the calling thread is interrupted, and {@link
 * io.headjack.error.HeadjackClosedException} after {@link #close()}. A call on a container that does not exist throws
 * {@link io.headjack.error.NotFoundException}, except where the method says otherwise. The contract is executable: the
 * test kit's {@code ContainerRuntimeContract}.
 */
public interface ContainerRuntime extends AutoCloseable {
    /**
     * Returns the provider's id.
     *
     * @return the id
     */
    String id();

    /**
     * Asks the engine who it is.
     *
     * @return what it says
     * @throws io.headjack.error.UnsupportedException if the engine is too old
     */
    RuntimeInfo info();

    /**
     * Makes a container, without starting it. When this fails, none is left.
     *
     * @param spec what to make
     * @return the engine's id
     * @throws io.headjack.error.InvalidRequestException if a flag is unknown or a mount's source does not exist
     * @throws io.headjack.error.NotFoundException if the engine does not have the image or a volume
     * @throws io.headjack.error.ConflictException if the name is taken
     */
    ContainerId create(ContainerSpec spec);

    /**
     * Starts a container; one that runs already is left as it is.
     *
     * @param container the container
     */
    void start(ContainerId container);

    /**
     * Stops a container; one that does not run is left as it is. The first program gets TERM; what still runs after the
     * grace is killed.
     *
     * @param container the container
     * @param grace how long to wait for the first program, rounded up to whole seconds
     */
    void stop(ContainerId container, Duration grace);

    /**
     * Freezes a running container; one that is frozen already is left as it is.
     *
     * @param container the container
     */
    void pause(ContainerId container);

    /**
     * Thaws a frozen container; one that is not frozen is left as it is.
     *
     * @param container the container
     */
    void unpause(ContainerId container);

    /**
     * Removes a container, killing what runs in it. One that does not exist is no error. Volumes with names stay.
     *
     * @param container the container
     */
    void remove(ContainerId container);

    /**
     * Looks a container up.
     *
     * @param nameOrId its name or id, whole
     * @return what it is now, or empty if the engine says that there is none
     */
    Optional<ContainerInfo> find(String nameOrId);

    /**
     * Says what a container can reach, as it is and not as it was asked for, whether it runs or not.
     *
     * @param container the container
     * @return what it reaches; empty if this runtime cannot tell, as one without isolation, where it is all that the host's
     *     user reaches
     */
    default Optional<ContainerReach> reach(ContainerId container) {
        return Optional.empty();
    }

    /**
     * Lists containers in every state, with one call to the engine however many there are.
     *
     * @param labels the labels that each must have
     * @return in no particular order
     */
    List<ContainerInfo> list(Map<String, String> labels);

    /**
     * Has a listener called, on a thread of the runtime's, whenever containers may have started, stopped, been frozen, gone
     * or the engine with them. Never more than a hint: who is called looks for itself. Does not block, and needs no engine
     * that answers.
     *
     * @param labels the labels that each container must have
     * @param listener what to call; it does not block
     * @return to be closed; empty if this runtime cannot tell, and is asked now and then instead
     */
    default Optional<Watch> watch(Map<String, String> labels, Runnable listener) {
        return Optional.empty();
    }

    /** Lasts until it is closed, or the runtime is. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Starts a program in a running container.
     *
     * @param container the container
     * @param spec what to run
     * @return the running program, closed by the caller
     * @throws io.headjack.error.ConflictException if the container does not run
     */
    RuntimeProcess exec(ContainerId container, ExecSpec spec);

    /**
     * Says how a person starts the same program from a terminal of the host.
     *
     * @param container the container
     * @param spec what to run
     * @return a program of the host with its arguments
     */
    List<String> execCommand(ContainerId container, ExecSpec spec);

    /**
     * Looks an image up in the engine's store.
     *
     * @param reference its name or id
     * @return the image, or empty if the engine does not have it
     */
    Optional<ImageInfo> findImage(String reference);

    /**
     * Fetches an image from its registry, reporting progress as it goes.
     *
     * @param reference its name
     * @return the image
     * @throws io.headjack.error.NotFoundException if the registry does not have it
     */
    ImageInfo pullImage(String reference);

    /**
     * Builds an image, reporting progress as it goes.
     *
     * @param build what to build
     * @return the image
     * @throws io.headjack.error.OperationFailedException if a step fails; the message has the step and its last output
     */
    ImageInfo buildImage(ImageBuild build);

    /**
     * Lists the images of the engine's store.
     *
     * @param labels the labels that each must have
     * @return in no particular order
     */
    List<ListedImage> listImages(Map<String, String> labels);

    /**
     * Takes a name away from an image; with its last name, or by its id when it has none, the image goes. One that does
     * not exist is no error.
     *
     * @param reference its name or id
     * @throws io.headjack.error.ConflictException if the image would go and a container was made from it
     */
    void removeImage(String reference);

    /**
     * Makes a volume; one of this name that exists is left as it is.
     *
     * @param name its name
     * @param labels its labels
     */
    void createVolume(String name, Map<String, String> labels);

    /**
     * Removes a volume. One that does not exist is no error.
     *
     * @param name its name
     */
    void removeVolume(String name);

    /**
     * Lists the names of volumes.
     *
     * @param labels the labels that each must have
     * @return in no particular order
     */
    List<String> listVolumes(Map<String, String> labels);

    /** Releases connections and threads, and wakes waiters. Containers go on. Idempotent. */
    @Override
    void close();
}
