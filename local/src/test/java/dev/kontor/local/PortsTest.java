package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void prefersTheOneThatWasAskedFor() {
        int free = Ports.free();

        assertThat(Ports.free(free)).isEqualTo(free);
    }

    @Test
    void findsAnotherForOneThatIsTaken() throws Exception {
        int taken = Ports.free();
        try (ServerSocket server = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.free(server.getLocalPort())).isNotEqualTo(taken);
        }
    }

    @Test
    void staysBelowThePortsOfOutgoingConnections() {
        assertThat(Ports.free()).isBetween(20_000, 32_767);
    }
}
