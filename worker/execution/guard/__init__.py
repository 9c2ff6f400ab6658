"""What an agent may do: judged before every act, on the plan and on what was really seen."""
