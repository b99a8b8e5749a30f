package dev.kontor.local;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.rnorth.ducttape.unreliables.Unreliables;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/// A container that can be killed and started again.
final class DockerServer implements Server {

    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    private final GenericContainer<?> container;
    private final Launch.Readiness readiness;
    private boolean killed;

    DockerServer(GenericContainer<?> container, Launch.Readiness readiness) {
        this.container = container;
        this.readiness = readiness;
        container.setWaitStrategy(
                new AbstractWaitStrategy() {
                    @Override
                    protected void waitUntilReady() {
                        awaitReady();
                    }
                });
    }

    @Override
    public synchronized void kill() {
        if (killed) {
            return;
        }
        docker().killContainerCmd(container.getContainerId()).exec();
        killed = true;
    }

    @Override
    public synchronized void freeze() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public synchronized void thaw() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public synchronized void restart() {
        if (container.getContainerId() == null) {
            container.start();
            return;
        }
        if (killed) {
            docker().startContainerCmd(container.getContainerId()).exec();
        } else {
            docker().restartContainerCmd(container.getContainerId()).exec();
        }
        killed = false;
        awaitReady();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private void awaitReady() {
        Unreliables.retryUntilTrue(
                (int) MAX_WAIT.toSeconds(), TimeUnit.SECONDS, readiness::isReady);
    }
}
