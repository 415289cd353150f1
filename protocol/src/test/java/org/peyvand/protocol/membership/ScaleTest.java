package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.peyvand.protocol.log.Fact;

class ScaleTest {
  @Test
  void threeHundredPeopleEnterByOneInvite() {
    Story story = new Story(5);
    Story.Device founder = story.device("F");
    story.found(founder);
    InviteSeed seed = story.seed();
    Fact invite = story.write(founder, seed.invite(300, false));
    for (int i = 0; i < 300; i++) {
      story.write(founder, story.yes(invite, seed, story.device("n" + i)));
    }
    assertEquals(301, story.membership().fullMembers().size());
  }
}
