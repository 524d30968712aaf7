# A model that does what the prompt says, for real agents in tests: no network, nothing but perl. Serves the protocols of
# Anthropic (/v1/messages), OpenAI (/v1/responses) and Google (:streamGenerateContent) on loopback.
#   Run: <command>     calls the agent's shell          Think: <anything>   sends nothing until the file <release> exists
#   Write: <file>      calls the agent's writing tool   Explain: <anything> sends words until then
#   Ask: <question>    asks with two options            Fail: <anything>    answers 400
# What it receives is on a line each in the file <release>.received, and what it is let in by in <release>.keys.
# Every other prompt, and the result of a tool, is answered at once. $1: the port. $2: the file <release>.
use strict;
use warnings;
use IO::Socket::INET;
use JSON::PP;
my ($port, $release) = @ARGV;
my $never_asks;
my $json = JSON::PP->new->utf8->canonical;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 50, ReuseAddr => 1) or die "no port: $!";
$SIG{CHLD} = 'IGNORE';
$SIG{PIPE} = sub { exit 0 };
$| = 1;
print "serving\n";
while (1) {
  my $client = $server->accept or next;
  if (fork) { close $client; next }
  serve($client);
  exit 0;
}

sub serve {
  my ($client) = @_;
  $client->autoflush(1);
  my ($request, $length) = (scalar <$client> // '', 0);
  while (defined(my $line = <$client>)) {
    last if $line =~ /^\r?$/;
    $length = $1 if $line =~ /^content-length: *(\d+)/i;
    if ($line =~ /^(authorization|x-api-key|x-goog-api-key|chatgpt-account-id): *(.*?)\r?$/i && open(my $keys, '>>', "$release.keys")) {
      syswrite $keys, lc($1) . ": $2\n";
    }
  }
  read $client, my $body, $length if $length;
  if ($length && open(my $received, '>>', "$release.received")) {
    syswrite $received, ($body =~ s/\n//gr) . "\n";
  }
  $never_asks = $length && $body =~ /Approval policy is currently never/;
  my $asked = $length ? eval { $json->decode($body) } || {} : {};
  my (undef, $path) = split ' ', $request;
  my %protocols = (messages => \&anthropic, responses => \&openai, streamGenerateContent => \&google);
  my ($name) = ($path // '') =~ m{[/:](messages|responses|streamGenerateContent)(?:\?|$)};
  # Gemini first asks which model shall be asked.
  my $choice = { text => '{"reasoning": "any", "model_choice": "flash", "complexity_reasoning": "any", "complexity_score": 1}' };
  return say_json($client, '200 OK', { input_tokens => 1, totalTokens => 1, data => [], models => [],
    candidates => [ { index => 0, finishReason => 'STOP', content => { role => 'model', parts => [$choice] } } ] }) unless $name;
  my %task = task($asked);
  print "$path $task{do}\n";
  return say_json($client, '400 Bad Request', { type => 'error', error => { type => 'invalid_request_error', message => 'The model refuses', code => 400 } })
    if $task{do} eq 'Fail';
  print $client "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
  $protocols{$name}->($client, \%task);
}

sub say_json {
  my ($client, $status, $value) = @_;
  my $text = $json->encode($value);
  print $client "HTTP/1.1 $status\r\nContent-Type: application/json\r\nContent-Length: " . length($text) . "\r\nConnection: close\r\n\r\n$text";
}

# What is asked for since the model spoke last. Nobody but the agent itself offers tools: a request without them is for a title.
sub task {
  my ($asked) = @_;
  my @tools = map { $_->{functionDeclarations} ? @{ $_->{functionDeclarations} } : $_ } @{ $asked->{tools} || [] };
  my @messages = @{ $asked->{messages} || $asked->{contents} || (ref $asked->{input} ? $asked->{input} : []) };
  return (do => 'Answer') unless @tools;
  my @new;
  for my $message (reverse @messages) {
    last if ($message->{role} // '') =~ /^(assistant|model)$/ || ($message->{type} // '') =~ /call$/;
    unshift @new, $message;
  }
  my $text = join "\n", texts(\@new);
  return (do => 'Answer') unless $text =~ /.*\b(Run|Write|Ask|Think|Explain|Fail): ([^"\n]*)/s;
  my ($do, $what) = ($1, $2);
  my %wanted = (
    Run => qr/^(bash|shell|shell_command|exec_command|run_shell_command)$/i,
    Write => qr/^(write|write_file)$/i,
    Ask => qr/^(AskUserQuestion|question|ask_user|request_user_input)$/
  );
  my $wanted = $wanted{$do} or return (do => $do);
  my ($tool) = grep { /$wanted/ } map { $_->{name} // '' } @tools;
  return $tool ? (do => 'Tool', tool => $tool, arguments => arguments($do, $tool, $what)) : (do => 'Answer');
}

sub texts {
  my ($value) = @_;
  return map { texts($_) } @$value if ref $value eq 'ARRAY';
  return map { texts($value->{$_}) } sort keys %$value if ref $value eq 'HASH';
  return defined $value && $value =~ /\b(?:Run|Write|Ask|Think|Explain|Fail): / ? ($value) : ();
}

sub arguments {
  my ($do, $tool, $what) = @_;
  if ($tool eq 'exec_command') {
    return $never_asks ? { cmd => $what } : { cmd => $what, sandbox_permissions => 'require_escalated', justification => 'Shall it do what was asked?' };
  }
  return { command => [ 'sh', '-c', $what ] } if $tool eq 'shell';
  return { command => $what, description => 'Does what was asked' } if $do eq 'Run';
  return { ($tool eq 'write' ? 'filePath' : 'file_path') => $what, content => "one\ntwo\n" } if $do eq 'Write';
  my @options = map { { label => $_, description => "Take $_" } } 'Apples', 'Pears';
  return { questions => [ { question => $what, header => 'Fruit', id => 'fruit', type => 'choice', multiSelect => JSON::PP::false, multiple => JSON::PP::false, options => \@options } ] };
}

# The words of an answer, one by one, with waits of a fifth of a second; a "" says that the wait goes on without any.
sub words {
  my ($task, $say) = @_;
  return $say->('The work is done.') if $task->{do} eq 'Answer';
  for (my $i = 0; $i < 1500 && !-e $release; $i++) {
    $say->($task->{do} eq 'Think' ? '' : $i % 12 ? "word$i " : "\n\nline$i ");
    select undef, undef, undef, 0.2;
  }
  $say->('The work is done.');
}

sub event {
  my ($client, $name, $value) = @_;
  my $text = ($name ? "event: $name\n" : '') . 'data: ' . $json->encode($value) . "\n\n";
  print $client $text or exit 0;
}

sub anthropic {
  my ($client, $task) = @_;
  my $send = sub { my ($type, %more) = @_; event($client, $type, { type => $type, %more }) };
  my $tool = $task->{do} eq 'Tool';
  $send->('message_start', message => { id => "msg_$$", type => 'message', role => 'assistant', model => 'scripted', content => [],
    stop_reason => undef, stop_sequence => undef, usage => { input_tokens => 1, output_tokens => 1 } });
  $send->('content_block_start', index => 0, content_block => $tool
    ? { type => 'tool_use', id => "toolu_$$", name => $task->{tool}, input => {} } : { type => 'text', text => '' });
  if ($tool) {
    $send->('content_block_delta', index => 0, delta => { type => 'input_json_delta', partial_json => JSON::PP->new->encode($task->{arguments}) });
  } else {
    words($task, sub { length $_[0] ? $send->('content_block_delta', index => 0, delta => { type => 'text_delta', text => $_[0] }) : $send->('ping') });
  }
  $send->('content_block_stop', index => 0);
  $send->('message_delta', delta => { stop_reason => $tool ? 'tool_use' : 'end_turn', stop_sequence => undef }, usage => { output_tokens => 9 });
  $send->('message_stop');
}

sub openai {
  my ($client, $task) = @_;
  my $number = 0;
  my $send = sub { my ($type, %more) = @_; event($client, $type, { type => $type, sequence_number => $number++, %more }) };
  my %response = (id => "resp_$$", object => 'response', status => 'in_progress', output => []);
  $send->('response.created', response => {%response});
  my $item;
  if ($task->{do} eq 'Tool') {
    $item = { type => 'function_call', id => "fc_$$", call_id => "call_$$", name => $task->{tool}, arguments => JSON::PP->new->encode($task->{arguments}) };
    $send->('response.output_item.added', output_index => 0, item => $item);
  } else {
    my $text = '';
    my %message = (type => 'message', id => "msg_$$", role => 'assistant');
    $send->('response.output_item.added', output_index => 0, item => { %message, content => [] });
    words($task, sub { $text .= $_[0]; $send->('response.output_text.delta', output_index => 0, content_index => 0, item_id => "msg_$$", delta => $_[0]) if length $_[0] });
    $item = { %message, content => [ { type => 'output_text', text => $text, annotations => [] } ] };
  }
  $send->('response.output_item.done', output_index => 0, item => $item);
  $send->('response.completed', response => { %response, status => 'completed', output => [$item],
    usage => { input_tokens => 1, output_tokens => 1, total_tokens => 2, input_tokens_details => undef, output_tokens_details => undef } });
}

sub google {
  my ($client, $task) = @_;
  my $send = sub {
    my ($part, $last) = @_;
    event($client, '', { candidates => [ { index => 0, content => { role => 'model', parts => [$part] }, $last ? (finishReason => 'STOP') : () } ],
      usageMetadata => { promptTokenCount => 1, candidatesTokenCount => 1, totalTokenCount => 2 }, modelVersion => 'scripted' });
  };
  return $send->({ functionCall => { name => $task->{tool}, args => $task->{arguments} } }, 1) if $task->{do} eq 'Tool';
  words($task, sub { $send->({ text => $_[0] }, 0) if length $_[0] });
  $send->({ text => ' ' }, 1);
}
