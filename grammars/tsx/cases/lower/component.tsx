// A component with typed properties.
type Props = { onSend: (text: string) => void; user: User };
export function Form({ onSend, user }: Props) {
  return <form><Field value={user.name} onChange={(event) => onSend(event.target.value)} /></form>;
}
