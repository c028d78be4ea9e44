package dev.vifte.faults;

import java.util.Locale;

/// What can be done to a target, and how it is undone.
enum Deed {
  /// `kill -9`, then started again.
  KILL {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.victim(target).kill();
    }

    @Override
    void heal(Scene scene, String target) throws Exception {
      scene.victim(target).startAgain();
    }
  },
  /// Asked to stop, then started again.
  STOP {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.victim(target).stop();
    }

    @Override
    void heal(Scene scene, String target) throws Exception {
      scene.victim(target).startAgain();
    }
  },
  /// SIGSTOP, then SIGCONT.
  FREEZE {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.victim(target).freeze();
    }

    @Override
    void heal(Scene scene, String target) throws Exception {
      scene.victim(target).thaw();
    }
  },
  /// Connections of a way break and new ones are refused.
  CUT {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.cluster().proxy().enable(target, false);
    }

    @Override
    void heal(Scene scene, String target) throws Exception {
      scene.cluster().proxy().enable(target, true);
    }
  },
  /// Nothing arrives at the server any more; connections stay, and answers come.
  MUTE("timeout", "upstream", "{\"timeout\": 0}"),
  /// 150 to 250 ms more each way.
  DELAY("latency", "downstream", "{\"latency\": 200, \"jitter\": 50}"),
  /// Connections are reset a moment after they were made, in the middle of what they carry.
  RESET("reset_peer", "upstream", "{\"timeout\": 150}"),
  /// 20 KB a second towards the server.
  SLOW("bandwidth", "upstream", "{\"rate\": 20}"),
  /// Answers end after 2,000 bytes.
  TRUNCATE("limit_data", "downstream", "{\"bytes\": 2000}"),
  /// A server of a cluster and the others do not reach each other.
  ISOLATE {
    @Override
    void strike(Scene scene, String target) throws Exception {
      for (String way : scene.waysOf(target)) {
        scene.cluster().proxy().enable(way, false);
      }
    }

    @Override
    void heal(Scene scene, String target) throws Exception {
      for (String way : scene.waysOf(target)) {
        scene.cluster().proxy().enable(way, true);
      }
    }
  },
  /// A disk gets full; undone, there is room again.
  FILL {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.disk(target).fill();
    }

    @Override
    void heal(Scene scene, String target) throws Exception {
      scene.disk(target).free();
    }
  },
  /// Everything dies at once and the disk forgets what was not synced; undone, all start again.
  POWER_OFF {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.disk(target).powerOff();
      scene.killAll();
    }

    @Override
    void heal(Scene scene, String target) throws Exception {
      scene.disk(target).powerOn();
      scene.startAll();
    }
  },
  /// All that NATS keeps is gone.
  WIPE {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.wipeBrokers();
    }
  },
  /// One bit of a stored block turns over while its server is down.
  FLIP {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.victim(target).stop();
      scene.flipBit(target);
      scene.victim(target).startAgain();
    }
  },
  PURGE {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.broker().purge(target);
    }
  },
  DELETE_STREAM {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.broker().delete(target);
    }
  },
  DELETE_CONSUMERS {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.broker().deleteConsumers(target);
    }
  },
  /// Another server is to lead a stream.
  STEP_DOWN {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.broker().stepDown(target);
    }
  },
  /// Every waiting message is published so often again, without an id that would tell.
  REPEAT {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.broker().copyAll();
      scene.broker().repeat(Integer.parseInt(target));
    }
  },
  /// So many messages of jobs that nobody knows.
  CLUTTER {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.broker().clutter(Integer.parseInt(target));
    }
  },
  /// The inputs of so many jobs are gone.
  DELETE_INPUTS {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.spoil(Integer.parseInt(target), Inputs::delete);
    }
  },
  /// The inputs of so many jobs are other bytes.
  CORRUPT_INPUTS {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.spoil(Integer.parseInt(target), Inputs::corrupt);
    }
  },
  /// A file that does that to whoever works on it.
  POISON {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.poison(target);
    }
  },
  /// No fault but a look: an upload must not be promised now.
  REFUSES {
    @Override
    void strike(Scene scene, String target) throws Exception {
      scene.expectRefusal();
    }
  };

  private final String toxic;
  private final String stream;
  private final String attributes;

  Deed() {
    this("", "", "");
  }

  Deed(String toxic, String stream, String attributes) {
    this.toxic = toxic;
    this.stream = stream;
    this.attributes = attributes;
  }

  void strike(Scene scene, String target) throws Exception {
    scene.cluster().proxy().add(target, toxic, stream, attributes);
  }

  void heal(Scene scene, String target) throws Exception {
    if (!toxic.isEmpty()) {
      scene.cluster().proxy().remove(target, toxic, stream);
    }
  }

  /// Whether what it is done to starts anew.
  boolean restarts() {
    return this == KILL || this == STOP || this == POWER_OFF;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
