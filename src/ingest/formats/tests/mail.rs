//! Messages: how deep they are attached, and days that clocks told wrongly.

use super::*;

/// A message with others attached to it, each to the one before.
fn attached(times: usize) -> String {
    let head = |n: usize| format!("From: a@b\r\nSubject: Number {n}\r\nDate: Tue, 18 Jun 2024 10:00:00 +0000\r\n");
    let innermost = format!("{}\r\nTrade grew.\r\n", head(times));
    (0..times).rev().fold(innermost, |inner, n| {
        let kind = format!("Content-Type: multipart/mixed; boundary=x{n}\r\n\r\n--x{n}\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n");
        format!("{}{kind}--x{n}\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--x{n}--\r\n", head(n))
    })
}

#[test]
fn messages_are_attached_three_times_at_most() {
    let read = |times: usize| told("a.eml", attached(times).as_bytes()).into_iter();
    let ids: Vec<String> = read(3).map(|(id, text)| format!("{id} {}", text.lines().next().unwrap_or_default())).collect();
    assert_eq!(ids, [" Number 0", "#1 Number 1", "#1#1 Number 2", "#1#1#1 Number 3"]);
    let last = read(4).next_back().expect("a record");
    assert!(last.0 == "#1#1#1#1" && last.1.starts_with("nested: "), "{last:?}");
}

#[test]
fn a_message_is_of_no_day_that_a_broken_clock_told() {
    for (date, day) in [
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Fri, 01 Jan 2099 00:00:00 +0000", None),
        ("Tue, 18 Jun 2024 23:00:00 -0500", Some("2024-06-18")),
    ] {
        let message = mail().replace("Tue, 18 Jun 2024 23:00:00 -0500", date);
        let read = article("a.eml", message.as_bytes()).published.map(|(day, _)| day.to_string());
        assert_eq!(read.as_deref(), day, "{date}");
    }
}
